import { Count } from './count.tsx'

type Tab = { href: string; label: string; current?: boolean; count?: number }

/** Views of one page, as links: each has an address. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a class="tab" href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && (
            <span class="tab-count">
              <Count n={tab.count} />
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}
