/** Sends a change as JSON. Gives what went wrong, in words; null where nothing did. */
export const tell = (
  address: string,
  method: 'PUT' | 'PATCH',
  body: object,
): Promise<{ status: number; words: string } | null> =>
  fetch(address, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).then(
    async (answer) => {
      if (answer.ok) return null
      const { errors = {}, detail, title } = await answer.json().catch(() => ({}))
      const [words = detail ?? title ?? 'That did not work.'] = Object.values(errors)
      return { status: answer.status, words: String(words) }
    },
    () => ({ status: 0, words: 'That did not reach us. Are you online?' }),
  )

export const say = (value: string): boolean =>
  document.dispatchEvent(new CustomEvent('toast', { detail: { value } }))
