/** What is between the reader and the page. Speeds in bits a second, latency in milliseconds. */
export type Profile = { name: string; cpu: number; down: number; up: number; latency: number }

const MBIT = 1_000_000

export const plain: Profile = { name: 'plain', cpu: 1, down: 0, up: 0, latency: 0 }

export const profiles: Profile[] = [
  plain,
  { name: 'middle', cpu: 4, down: 10 * MBIT, up: 5 * MBIT, latency: 40 },
  { name: 'slow', cpu: 4, down: 1.6 * MBIT, up: 0.75 * MBIT, latency: 150 },
]
