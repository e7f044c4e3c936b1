import type { Child } from 'hono/jsx'
import { ManageTabs } from '../../../communities/views.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { Tabs } from '../../../ui/tabs.tsx'

const tabs = [
  { key: 'overview', path: '', label: 'Overview' },
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
export function RevenueHead({ slug, current, actions, children }: Props) {
  return (
    <>
      <PageHead title="Revenue" actions={actions}>
        {children}
      </PageHead>
      <ManageTabs slug={slug} current="revenue" />
      <Tabs
        label="Revenue"
        tabs={tabs.map(({ key, path, label }) => ({
          href: `/${slug}/revenue${path}`,
          label,
          current: key === current,
        }))}
      />
    </>
  )
}
