import { brand, DEFAULT_BRAND } from '../../ui/brand.ts'

type Place = {
  name: string
  slug: string
  description: string
  logoUrl: string | null
  brandColor: string | null
}

const SHORT = 12

/** A community as an app of its own: it opens at its home, and stays with us wherever it leads. */
export const manifestOf = ({ name, slug, description, logoUrl, brandColor }: Place) => ({
  id: `/${slug}`,
  name,
  short_name: name.length <= SHORT ? name : (name.split(/\s/)[0] ?? name).slice(0, SHORT),
  description: description.slice(0, 300),
  start_url: `/${slug}`,
  scope: '/',
  display: 'standalone',
  background_color: '#f8f8fb',
  theme_color: brand(brandColor ?? DEFAULT_BRAND).light.brand,
  icons: [
    ...(logoUrl ? [{ src: logoUrl, sizes: 'any', purpose: 'any' }] : []),
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
  ],
  shortcuts: [
    { name: 'Inbox', url: '/inbox' },
    { name: 'New post', url: `/${slug}/new` },
  ],
})
