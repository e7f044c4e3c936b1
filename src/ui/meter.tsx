type Props = { label: string; value: number; max?: number; text?: string }

/** How far along something is; `text` is what is read and shown ("3 of 12 lessons"). */
export function Progress({ label, value, max = 100, text }: Props) {
  return (
    <div class="meter">
      <progress class="meter-bar" aria-label={label} value={value} max={max} />
      {text && <span class="hint tabular-nums">{text}</span>}
    </div>
  )
}
