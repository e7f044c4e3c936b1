import * as z from 'zod'

/** Enrolments that one statement looks at, so that none takes long. */
export const CHUNK = 5000
/** Messages that one call to the queue takes. */
export const MOST_MESSAGES = 100

/**
 * What a message of the queue asks for: tell the learners of a course of the lessons that opened to
 * them after one moment and up to another. Asked twice, it tells nobody twice.
 */
export type Sweep = {
  courseId: string
  from: string
  to: string
  /** the last enrolment that was looked at */
  after: string | null
}

const Packed = z.tuple([z.uuid(), z.iso.datetime(), z.iso.datetime(), z.uuid().or(z.literal(''))])

/** As the id of a message. */
export const packed = ({ courseId, from, to, after }: Sweep): string =>
  [courseId, from, to, after ?? ''].join('|')

/** @throws ZodError for what `packed` did not write */
export function unpacked(id: string): Sweep {
  const [courseId, from, to, after] = Packed.parse(id.split('|'))
  return { courseId, from, to, after: after || null }
}
