import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Child, FC } from 'hono/jsx'
import { asset } from './assets.ts'
import type { Theme } from './frame.ts'
import type { Errors } from './input.ts'
import { type Fills, fill } from './slots.tsx'

/**
 * A page: a shared view of props that hold nothing of the viewer, and the viewer's own parts that
 * fill its slots. Together their props are the JSON of the route.
 */
export type Page<Shared, Mine> = {
  title: (shared: Shared) => string
  Body: FC<Shared>
  /** what stands in the quiet rail beside it on a wide screen */
  Aside?: FC<Shared>
  /** more than a reading column: tables, settings */
  wide?: boolean
  /** without the frame: landing pages */
  bare?: boolean
  /** names of built scripts that this page needs beside the core */
  scripts?: string[] | ((shared: Shared) => string[])
  /** names of built stylesheets that this page needs beside the core's: folders of src/ui/styles */
  styles?: string[] | ((shared: Shared) => string[])
  mine?: (mine: Mine, shared: Shared) => Fills
  /** slots that show nothing rather than a guess until the viewer's own rows are there */
  late?: string[]
}

/** What a page puts into the frame: the same for everyone who may see it. */
export type Framed = {
  title: string
  body: Child
  aside?: Child
  wide?: boolean
  bare?: boolean
  scripts?: string[]
  styles?: string[]
}

export function framed<Shared extends object, Mine>(
  { title, Body, Aside, wide, bare, scripts, styles }: Page<Shared, Mine>,
  shared: Shared,
): Framed {
  return {
    title: title(shared),
    body: <Body {...shared} />,
    aside: Aside && <Aside {...shared} />,
    wide,
    bare,
    scripts: built(scripts, shared),
    styles: built(styles, shared),
  }
}

const built = <Shared,>(
  names: string[] | ((shared: Shared) => string[]) | undefined,
  shared: Shared,
): string[] | undefined => (typeof names === 'function' ? names(shared) : names)?.map(asset)

declare module 'hono' {
  interface ContextVariableMap {
    /** The document around a body: its shared HTML, and what fills its own slots. */
    frame: (page: Framed) => { html: Child; fills: Fills }
  }
}

export const wantsJson = (c: Context): boolean =>
  accepts(c, {
    header: 'Accept',
    supports: ['text/html', 'application/json', 'application/problem+json'],
    default: 'text/html',
  }) !== 'text/html'

/** Whether htmx asks, so that a fragment is enough of an answer. */
export const wantsFragment = (c: Context): boolean => c.req.header('hx-request') === 'true'

/** Answers a page as HTML, or its props as JSON. */
export async function show<Shared extends object, Mine>(
  c: Context,
  page: Page<Shared, Mine>,
  shared: Shared,
  mine: Mine,
  status: 200 | 403 | 422 = 200,
): Promise<Response> {
  c.header('Vary', 'Accept')
  if (wantsJson(c)) return c.json({ ...shared, mine }, status)
  const { html: around, fills } = c.var.frame(framed(page, shared))
  const html = await render(around, { ...fills, ...page.mine?.(mine, shared) })
  return c.html(`<!doctype html>${html}`, status)
}

/** The colours that this browser has chosen. */
export function themeOf(c: Context): Theme {
  const theme = getCookie(c, 'theme')
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

const NOTICE = 'notice'
const NOTICE_COOKIE = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 } as const

/** What the last write wants to have said on the next page, once. */
export function takeNotice(c: Context): string | undefined {
  const notice = getCookie(c, NOTICE)
  if (notice) deleteCookie(c, NOTICE, { path: '/' })
  return notice
}

/** Answers a write: 303 to a page, the data as JSON, or for htmx the fragment that changed. */
export async function done(
  c: Context,
  data: object,
  path: string,
  options: { status?: 200 | 201; fragment?: Child; notice?: string } = {},
): Promise<Response> {
  c.header('Vary', 'Accept, HX-Request')
  if (wantsJson(c)) return c.json(data, options.status ?? 200)
  if (options.fragment && wantsFragment(c)) return c.html(await render(options.fragment, {}))
  if (options.notice) setCookie(c, NOTICE, options.notice, { ...NOTICE_COOKIE })
  return c.redirect(path, 303)
}

/** Answers input that was refused: 422 with the form, its messages and what was typed. */
export async function refuse<Shared extends object, Mine>(
  c: Context,
  errors: Errors,
  page: Page<Shared, Mine>,
  shared: Shared,
  mine: Mine,
): Promise<Response> {
  if (wantsJson(c)) return problem(c, 422, 'Some fields need another look.', { errors })
  return show(c, page, shared, mine, 422)
}

/** Problem details, RFC 9457. */
export const problem = (
  c: Context,
  status: number,
  title: string,
  more: Record<string, unknown> = {},
): Response =>
  new Response(
    JSON.stringify({ type: 'about:blank', title, status, requestId: c.var.requestId, ...more }),
    {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        vary: 'Accept',
      },
    },
  )

/** HTML with the viewer's own parts in its slots. */
export async function render(node: Child, fills: Fills): Promise<string> {
  return fill(await text(node), await texts(fills))
}

/** The HTML of each slot's content. */
export async function texts(fills: Fills): Promise<Map<string, string>> {
  const own = Object.entries(fills).map(async ([name, child]) => [name, await text(child)] as const)
  return new Map(await Promise.all(own))
}

/** HTML of something that has no slots. */
export async function text(node: Child): Promise<string> {
  const element = <>{node}</>
  return await element.toString()
}
