import { entriesOf } from '../../ledger/rules.ts'
import { blocksAnother } from '../../rules.ts'
import { type Grace, type GrantRow, rowsOf, type SubscriptionRow } from '../../sync/rules.ts'
import type { Truth } from '../../truth/rules.ts'
import type { Drift, DriftKind } from '../rules.ts'
import type { Held, HeldGrant, HeldSubscription } from './queries.ts'

type At = {
  communityId: string
  profileId: string
  tierIds: string[]
  grace: Grace | null
  now: Date
}

/** How what we hold of a person in one community differs from what Stripe's truth asks for. */
export function driftsOf(truth: Truth, held: Held, at: At): Drift[] {
  const drift = (kind: DriftKind, subject: string) => ({
    kind,
    subject,
    profileId: at.profileId,
  })
  const rows = rowsOf(truth, at.grace ?? {})
  const here = <T extends { communityId: string }>({ communityId }: T) =>
    communityId === at.communityId
  const bought = [...truth.subscriptions, ...truth.intents, ...(truth.free ?? [])]
  const known = new Set(bought.map(({ id }) => id))
  const subs = rows.subscriptions.filter(here).filter(({ tierId }) => at.tierIds.includes(tierId))
  return [
    ...subs.flatMap((sub) =>
      kindsOf(
        sub,
        held.subscriptions.find((row) => row.id === sub.stripeSubscriptionId),
      ).map((kind) => drift(kind, sub.stripeSubscriptionId)),
    ),
    ...held.subscriptions
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => drift('subscription_gone', id)),
    ...untiered(truth, at).map((id) => drift('price_without_tier', id)),
    ...(subs.filter(blocksAnother).length > 1 ? [drift('paid_twice', at.profileId)] : []),
    ...grantDrifts(rows.grants.filter(here), held, { ...at, known }).map(([kind, id]) =>
      drift(kind, id),
    ),
    ...moneyDrifts(truth, held, at).map(([kind, id]) => drift(kind, id)),
    ...(isShownRight(held) ? [] : [drift('shown_wrong', at.profileId)]),
  ]
}

const same = (a: Date | null, b: Date | null) => (a?.getTime() ?? null) === (b?.getTime() ?? null)

/** What is wrong with one subscription's row. */
function kindsOf(sub: SubscriptionRow, row: HeldSubscription | undefined): DriftKind[] {
  if (!row) return ['subscription_missing']
  const wrong: [DriftKind, boolean][] = [
    ['status_wrong', row.status !== sub.status || !same(row.endedAt, sub.endedAt)],
    ['tier_wrong', row.tierId !== sub.tierId],
    [
      'period_wrong',
      !same(row.currentPeriodStart, sub.currentPeriodStart) ||
        !same(row.currentPeriodEnd, sub.currentPeriodEnd) ||
        !same(row.trialEndsAt, sub.trialEndsAt),
    ],
    ['cancel_wrong', row.cancelAtPeriodEnd !== sub.cancelAtPeriodEnd],
    [
      'amount_wrong',
      row.amount !== sub.amount ||
        row.currency !== sub.currency ||
        row.periodMonths !== sub.periodMonths,
    ],
  ]
  return wrong.flatMap(([kind, isWrong]) => (isWrong ? [kind] : []))
}

/** Live subscriptions of this community whose price says no tier of it. */
const untiered = ({ subscriptions }: Truth, { communityId, tierIds }: At): string[] =>
  subscriptions
    .filter((sub) => sub.metadata.communityId === communityId && blocksAnother(sub))
    .filter((sub) => {
      const { tierId } = { ...sub.metadata, ...sub.items.data[0]?.price.metadata }
      return !tierId || !tierIds.includes(tierId)
    })
    .map(({ id }) => id)

type Found = [DriftKind, string][]

/** What the database has just ended may not be over by the clock of this Worker. */
const MINUTE = 60_000

function grantDrifts(wanted: GrantRow[], held: Held, at: At & { known: Set<string> }): Found {
  const soon = at.now.getTime() + MINUTE
  const isOpen = ({ endsAt, isOver }: { endsAt: Date | null; isOver?: boolean }) =>
    !isOver && (endsAt === null || endsAt.getTime() > soon)
  const isOf = (one: { reference: string; tierId: string | null }) => (other: HeldGrant) =>
    one.reference === other.reference && one.tierId === other.tierId
  const wrong = wanted
    .filter(({ tierId }) => at.tierIds.includes(tierId))
    .flatMap((grant): Found => {
      const row = held.grants.find(isOf(grant))
      if (!row) return isOpen(grant) ? [['grant_missing', grant.reference]] : []
      // what is over was ended here by the clock of here
      if (same(row.endsAt, grant.endsAt) || (grant.isOver && !isOpen(row))) return []
      if (isOpen(grant) && !isOpen(row)) return [['grant_missing', grant.reference]]
      if (isOpen(grant) || !isOpen(row)) return [['end_wrong', grant.reference]]
      const back = held.entries.some(
        ({ reference, amount }) => reference === grant.reference && amount < 0,
      )
      return [[back ? 'refunded_but_open' : 'ended_but_open', grant.reference]]
    })
  const loose = held.grants
    .filter((row) => isOpen(row) && !wanted.some((grant) => isOf(grant)(row)))
    .map(({ reference }): Found[number] => [
      at.known.has(reference) ? 'grant_unfounded' : 'grant_without_purchase',
      reference,
    ])
  return [...wrong, ...loose]
}

function moneyDrifts(truth: Truth, { entries }: Held, { communityId }: At): Found {
  const wanted = entriesOf(truth).filter((entry) => entry.communityId === communityId)
  return [
    ...wanted.flatMap(({ id, amount }): Found => {
      const row = entries.find((entry) => entry.id === id)
      if (!row) return [['payment_missing', id]]
      return row.amount === amount ? [] : [['payment_wrong', id]]
    }),
    ...entries
      .filter(({ id }) => !wanted.some((entry) => entry.id === id))
      .map(({ id }): Found[number] => ['payment_unknown', id]),
  ]
}

const isShownRight = ({ member }: Held): boolean =>
  !member || (member.shown === null ? member.open.length === 0 : member.open.includes(member.shown))
