/** Grey lines that hold the place of what is coming, `lines` of them. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, () => (
        <span class="skeleton-line" />
      ))}
    </div>
  )
}
