const RATE = 8000

/**
 * Two pots that are knocked on, a wet and a dry one, as a WAV file.
 * @param seconds how long it is
 */
export function knock(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = RATE * seconds
  const view = new DataView(new ArrayBuffer(44 + samples * 2))
  const word = (at: number, text: string) => {
    for (const [index, char] of [...text].entries()) view.setUint8(at + index, char.charCodeAt(0))
  }
  word(0, 'RIFF')
  view.setUint32(4, 36 + samples * 2, true)
  word(8, 'WAVEfmt ')
  for (const [at, value] of [
    [16, 16],
    [24, RATE],
    [28, RATE * 2],
    [40, samples * 2],
  ] as const)
    view.setUint32(at, value, true)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    view.setUint16(at, value, true)
  word(36, 'data')
  for (let index = 0; index < samples; index++) {
    const at = index / RATE
    const isDry = at > seconds / 2
    const since = at % 0.75
    const tone = Math.sin(2 * Math.PI * (isDry ? 320 : 110) * since)
    const ring = Math.exp(-since * (isDry ? 9 : 22))
    view.setInt16(44 + index * 2, Math.round(24_000 * tone * ring), true)
  }
  return new Uint8Array(view.buffer)
}
