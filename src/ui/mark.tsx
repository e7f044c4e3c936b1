/** OpenCircle's own sign: a ring that is open, and the one who comes in. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d="M20.2 15.7A9 9 0 1 1 15.7 3.8"
        stroke="currentColor"
        stroke-width="3.4"
        stroke-linecap="round"
      />
      <circle cx="19.3" cy="8.3" r="2.1" fill="currentColor" />
    </svg>
  )
}

/** The sign, large and quiet, behind a landing page's first words. */
export function HeroArt() {
  return (
    <div class="hero-art">
      <Mark size={800} />
    </div>
  )
}
