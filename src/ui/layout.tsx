import type { Child } from 'hono/jsx'
import { BottomBar } from './bottombar.tsx'
import { Document } from './document.tsx'
import type { SharedFrame } from './frame.ts'
import { Mark } from './mark.tsx'
import { Sidebar } from './sidebar.tsx'
import { Slot } from './slots.tsx'
import { TopBar } from './topbar.tsx'

type Props = {
  frame: SharedFrame
  /** the quiet rail at the right, from 1200 px; below the page on a phone if `asideBelow` */
  aside?: Child
  /** pages that need more than a reading column: tables, settings with previews */
  wide?: boolean
  scripts?: string[]
  styles?: string[]
  head?: Child
  children: Child
}

/** The app frame of a community (or of your own pages, when there is none): holds nothing of the viewer. */
export function Layout({ frame, aside, wide, scripts, styles, head, children }: Props) {
  const { community } = frame
  const title = community ? `${frame.title} · ${community.name}` : `${frame.title} · OpenCircle`
  return (
    <Document
      title={frame.title === community?.name ? community.name : title}
      description={frame.description ?? community?.description}
      brandColor={community?.brandColor}
      app={community?.slug}
      scripts={scripts}
      styles={styles}
      head={head}
      class="framed"
    >
      <div class="frame">
        <Slot name="nav-rail" />
        <Sidebar frame={frame} />
        <div class="stage">
          <TopBar frame={frame} />
          <Slot name="nav-due" />
          <div
            class={['columns', wide && 'columns-wide', aside && 'columns-aside']
              .filter(Boolean)
              .join(' ')}
          >
            <main id="main" class="main" tabindex={-1}>
              {children}
            </main>
            {aside && <aside class="aside">{aside}</aside>}
          </div>
        </div>
        <BottomBar frame={frame} />
      </div>
    </Document>
  )
}

type BareProps = {
  title: string
  description?: string
  brandColor?: string | null
  /** a narrow card in the middle (sign-in, errors) rather than the whole width (landing) */
  narrow?: boolean
  styles?: string[]
  head?: Child
  children: Child
}

/** A page without the frame: landing, sign-in, errors. */
export function Bare({
  title,
  description,
  brandColor,
  narrow,
  styles,
  head,
  children,
}: BareProps) {
  return (
    <Document
      title={title}
      description={description}
      brandColor={brandColor}
      styles={styles}
      head={head}
      class="bare"
    >
      <header class="bare-head">
        <a class="wordmark" href="/">
          <Mark /> OpenCircle
        </a>
        <Slot name="nav-bare">
          <a class="btn btn-quiet" href="/sign-in">
            <span>Sign in</span>
          </a>
        </Slot>
      </header>
      <main id="main" class={narrow ? 'bare-main bare-narrow' : 'bare-main'} tabindex={-1}>
        {children}
      </main>
    </Document>
  )
}
