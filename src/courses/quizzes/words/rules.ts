import type { QuizFacts } from '../rules.ts'

export const pointsText = (points: number): string =>
  `${points} ${points === 1 ? 'point' : 'points'}`

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What there is to know before one begins, in short phrases. */
export function factsText({ questions, points, passMark, minutes, attempts }: QuizFacts): string[] {
  return [
    counted(questions, 'question', 'questions'),
    pointsText(points),
    passMark > 0 ? `${passMark} % to pass` : 'Nothing to pass',
    minutes === null ? 'No time limit' : counted(minutes, 'minute', 'minutes'),
    attempts === null ? 'Any number of attempts' : counted(attempts, 'attempt', 'attempts'),
  ]
}

/** 4:05, 1:02:03 */
export function clockText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  const rest = two(seconds % 60)
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}
