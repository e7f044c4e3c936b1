/** The slug of the community, and the start of what belongs to it. */
export const LOAD = 'load'

export type Size = { people: number; posts: number; comments: number; reactions: number }

/** Days over which everything is spread, up to now. */
export const DAYS = 600

/** Rows that one statement writes. */
export const CHUNK = 100_000

const LINES = [
  'The first frost came early and took the beans, but the leeks only shrugged.',
  'I have moved the bench to the south wall, where it should have been all along.',
  'Does anybody know what eats the leaves at night and leaves the stems?',
  'We counted again and there are more of them than last year.',
  'Thank you for the seeds! They arrived dry, labelled, and with a drawing.',
  'It rained for nine days. Everything is fine. Everything is very, very wet.',
]

/** Functions of one connection: ids by time and number, and words. */
export const helpers = `
  create function pg_temp.id(ms bigint, number bigint, part int default 0) returns uuid
  language sql immutable as $$
    select (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(part / 4096), 3, '0')
      || '8' || lpad(to_hex(part % 4096), 3, '0') || lpad(to_hex(number), 12, '0'))::uuid
  $$;
  create function pg_temp.moment(ms bigint) returns timestamptz language sql immutable as $$
    select to_timestamp(ms / 1000.0)
  $$;
  create function pg_temp.words(start double precision, length double precision) returns text
  language sql immutable as $$
    select trim(substr('${`${LINES.join(' ')} `.repeat(3)}', 1 + (400 * start)::int, 40 + (600 * length)::int))
  $$;`
