import type { Child } from 'hono/jsx'
import { ManageTabs } from '../../../communities/views.tsx'
import { PageHead } from '../../../ui/card.tsx'

const tabs = [
  { key: 'overview', path: '', label: 'Overview' },
  { key: 'subscribers', path: '/subscribers', label: 'Subscribers' },
  { key: 'check', path: '/check', label: 'Compared with Stripe' },
  { key: 'letters', path: '/letters', label: 'Stuck work' },
] as const

type Props = {
  slug: string
  current: (typeof tabs)[number]['key']
  actions?: Child
  children: Child
}

/** The head of the pages on money. */
export function RevenueHead({ slug, current, children }: Props) {
  return (
    <>
      <PageHead title="Revenue">{children}</PageHead>
      <ManageTabs slug={slug} current="revenue" />
      <nav class="facts" aria-label="Revenue">
        {tabs.map(({ key, path, label }) => (
          <a
            class="fact-link"
            href={`/${slug}/revenue${path}`}
            aria-current={key === current ? 'true' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
    </>
  )
}
