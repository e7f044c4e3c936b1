import type { Child } from 'hono/jsx'
import { asset } from './assets.ts'
import { brandHref } from './brand.ts'
import { ConfirmDialog } from './confirm.tsx'
import type { Theme } from './frame.ts'
import { Slot } from './slots.tsx'
import { Toasts } from './toast.tsx'

type Props = {
  title: string
  description?: string | null
  brandColor?: string | null
  /** the community whose app this page belongs to */
  app?: string
  /** more scripts for this page, from public/build */
  scripts?: string[]
  /** more stylesheets for this page, from public/build */
  styles?: string[]
  /** more for the head: canonical links, feeds, social cards */
  head?: Child
  class?: string
  children: Child
}

/** The whole HTML document. Pages use Layout or Bare, which stand in it. */
export function Document({
  title,
  description,
  brandColor,
  app,
  scripts = [],
  styles = [],
  head,
  class: extra,
  children,
}: Props) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="htmx-config" content="includeIndicatorCSS:false, history:false" />
        <title>{title}</title>
        <Slot name="theme">
          <ThemeMeta theme="system" />
        </Slot>
        {description && <meta name="description" content={description} />}
        <link rel="stylesheet" href={asset('styles.css')} />
        {styles.map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        <link rel="stylesheet" href={brandHref(brandColor)} />
        <script
          type="module"
          src={asset('ui.js')}
          data-swaps={asset('swaps.js')}
          fetchpriority="low"
        />
        {scripts.map((src) => (
          <script type="module" src={src} />
        ))}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link
          rel="manifest"
          href={app ? `/${app}/manifest.webmanifest` : '/manifest.webmanifest'}
        />
        <link rel="apple-touch-icon" href="/icon-192.png" />
        {head}
      </head>
      <body class={extra}>
        <a class="skip" href="#main">
          Skip to content
        </a>
        {children}
        <Slot name="toasts">
          <Toasts />
        </Slot>
        <ConfirmDialog />
      </body>
    </html>
  )
}

/** Fills the slot `theme`: which colours the browser paints before any stylesheet or script. */
export function ThemeMeta({ theme }: { theme: Theme }) {
  const bars = { light: '#f9f9fa', dark: '#111214' }
  if (theme !== 'system')
    return (
      <>
        <meta name="color-scheme" content={theme} />
        <meta name="theme-color" content={bars[theme]} />
      </>
    )
  return (
    <>
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content={bars.light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={bars.dark} media="(prefers-color-scheme: dark)" />
    </>
  )
}
