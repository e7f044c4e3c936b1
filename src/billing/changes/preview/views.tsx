import { priceOf } from '../../../communities/tiers/rules.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, PageHead } from '../../../ui/card.tsx'
import { dayOf } from '../../../ui/day.ts'
import { ActionForm } from '../../../ui/form.tsx'
import { moneyText } from '../../../ui/money.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Page } from '../../../ui/respond.tsx'
import type { Facts } from './rules.ts'

type Shared = Facts & {
  slug: string
  /** what was shown before is not so any more */
  isOther?: boolean
}

/** What a change of plan costs, before it is made. */
export const ChangePage: Page<Shared, null> = {
  title: ({ to }) => `Change to ${to.name}`,
  Body: (shared) => {
    const { slug, from, to, way, due, at, isOther, wasEnding } = shared
    return (
      <>
        <PageHead title={`Change to ${to.name}`}>
          You have {from}. {to.name} costs {priceOf(to)}.
        </PageHead>
        {isOther && (
          <Notice kind="warning" title="It costs something else by now">
            Time has passed since you looked. Nothing was charged; this is what it costs now.
          </Notice>
        )}
        {wasEnding && (
          <Notice title={`${from} was going to end`}>
            With this change your membership goes on.
          </Notice>
        )}
        <Card title={way === 'later' ? 'At your next renewal' : 'Today'}>
          <Bill {...shared} />
          <div class="form-actions mt-6">
            <LinkButton href={`/${slug}/plans`}>Keep {from}</LinkButton>
            <ActionForm action={`/${slug}/plans/${to.id}/change`} enhance={false}>
              <input type="hidden" name="at" value={String(at)} />
              <input type="hidden" name="due" value={String(due)} />
              <Button look="primary">{wordsOf(shared)}</Button>
            </ActionForm>
          </div>
        </Card>
      </>
    )
  },
}

const wordsOf = ({ way, due, to }: Shared): string =>
  way === 'now' && due > 0
    ? `Pay ${moneyText(due, to.currency)} and change`
    : `Change to ${to.name}`

function Bill({ way, lines, due, over, to, next, from }: Shared) {
  const money = (amount: number) => moneyText(amount, to.currency)
  if (way === 'later')
    return (
      <p>
        Nothing is charged now. You keep {from} until {next && dayOf(next)}; from then on you pay{' '}
        <strong>{priceOf(to)}</strong>, and have {to.name}. Until that day you can take it back.
      </p>
    )
  return (
    <>
      {lines.length > 0 && (
        <dl class="bill">
          {lines.map(({ words, amount }) => (
            <div>
              <dt dir="auto">{words}</dt>
              <dd>{money(amount)}</dd>
            </div>
          ))}
          <div class="bill-sum">
            <dt>To pay today</dt>
            <dd>{money(due)}</dd>
          </div>
        </dl>
      )}
      {over > 0 && <p>{money(over)} are left over, and are taken off your next payments.</p>}
      {lines.length === 0 && (
        <p>Nothing is charged now{next && `: you are trying it until ${dayOf(next)}`}.</p>
      )}
      <p class="hint mt-3">
        {next
          ? `From ${dayOf(next)} on you pay ${priceOf(to)}.`
          : `Then you pay ${priceOf(to)}, from today on.`}{' '}
        It goes to the card that you pay with now.
      </p>
    </>
  )
}
