/** Pixels that a finger has to move. */
const FAR = 50

/** Tells of a finger that moves sideways: 1 for the next, -1 for the one before. */
export function swipes(element: HTMLElement, go: (step: 1 | -1) => void): void {
  let from: { x: number; y: number } | undefined
  element.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [touch] = touches
      from = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : undefined
    },
    { passive: true },
  )
  element.addEventListener('touchend', ({ changedTouches: [touch] }) => {
    if (!from || !touch) return
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y]
    if (Math.abs(x) > FAR && Math.abs(x) > 2 * Math.abs(y)) go(x < 0 ? 1 : -1)
  })
}
