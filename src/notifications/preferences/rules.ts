import * as z from 'zod'
import { streams } from '../../mail/letter.ts'
import { isZone } from '../../ui/zones.ts'
import { type Channels, channelsOf, KINDS, kinds, type MailWhen } from '../kinds/rules.ts'
import type { Kind } from '../tables.ts'
import { UNCHOSEN } from '../times/rules.ts'

const hour = z.coerce.number('Choose an hour.').int().min(0).max(23)
const orNone = z
  .union([z.literal(['', 'none']).transform(() => null), hour], 'Choose an hour.')
  .nullable()
const ticked = z
  .union([z.boolean(), z.enum(['on', 'yes', 'true']).transform(() => true)], 'Say yes or no.')
  .default(false)

const Channel = z.object({
  inbox: ticked,
  mail: z.enum(['now', 'digest', 'off'], 'Choose now, digest or off.'),
  push: ticked,
})

/** A form has flat names, `mention.mail`; JSON may nest them under `kinds`. */
const nested = (typed: unknown) => {
  if (typeof typed !== 'object' || typed === null || 'kinds' in typed) return typed
  const given = new Map(Object.entries(typed))
  const entries = kinds.map((kind) => [
    kind,
    {
      inbox: given.get(`${kind}.inbox`),
      mail: given.get(`${kind}.mail`),
      push: given.get(`${kind}.push`),
    },
  ])
  return { ...typed, kinds: Object.fromEntries(entries) }
}

/** Everything that the page of settings says at once. */
export const Chosen = z
  .preprocess(
    nested,
    z.object({
      kinds: z.record(z.enum(kinds), Channel, 'Choose for each kind.'),
      digest: z.enum(['daily', 'weekly', 'off'], 'Choose daily, weekly or never.'),
      digestHour: hour,
      digestDay: z.coerce.number('Choose a day.').int().min(1).max(7),
      zone: z
        .string('Choose a time zone.')
        .refine(isZone, { message: 'Choose a time zone from the list.' }),
      quietFrom: orNone,
      quietTo: orNone,
    }),
  )
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    message: 'Say when they begin and when they end.',
    path: ['quietTo'],
  })
  .refine(({ quietFrom, quietTo }) => quietFrom === null || quietFrom !== quietTo, {
    message: 'Let them end at another hour than they begin.',
    path: ['quietTo'],
  })
  .transform(({ kinds, ...times }) => ({ ...times, choices: differing(kinds) }))

export type Preferences = z.output<typeof Chosen>

type Choices = Partial<Record<Kind, Partial<Channels>>>

/** Only what differs from the defaults is kept: these may change for who never said otherwise. */
function differing(chosen: Record<Kind, Channels>): Choices {
  const choices: Choices = {}
  for (const kind of kinds) {
    const { inbox, mail, push } = KINDS[kind]
    const own: Partial<Channels> = {
      ...(chosen[kind].inbox !== inbox && { inbox: chosen[kind].inbox }),
      ...(chosen[kind].mail !== mail && { mail: chosen[kind].mail }),
      ...(chosen[kind].push !== push && { push: chosen[kind].push }),
    }
    if (Object.keys(own).length) choices[kind] = own
  }
  return choices
}

/** What holds for someone: what they chose, else the defaults. */
export function held(row: Preferences | undefined, zone: string = UNCHOSEN.zone) {
  const { choices, ...times } = row ?? {
    ...UNCHOSEN,
    zone,
    choices: {},
    quietFrom: null,
    quietTo: null,
  }
  return {
    ...times,
    isChosen: row !== undefined,
    kinds: kinds.map((kind) => ({ kind, ...channelsOf(kind, choices[kind]) })),
  }
}
export type Held = ReturnType<typeof held>

export const MAIL_WORDS: Record<MailWhen, string> = {
  now: 'At once',
  digest: 'In the digest',
  off: 'No mail',
}

/** A stream of letters as an address names it; nonsense stops and starts nothing. */
export const Stream = z.object({ stream: z.enum(streams).catch('notices') })
