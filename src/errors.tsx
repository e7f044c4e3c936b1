import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isDatabaseAway, tellable } from './db/tellable.ts'
import { pageBefore, returnPath } from './profiles/sessions/rules.ts'
import { LinkButton } from './ui/button.tsx'
import { ThemeMeta } from './ui/document.tsx'
import { ErrorPage } from './ui/error.tsx'
import { Bare } from './ui/layout.tsx'
import { problem, render, themeOf, wantsJson } from './ui/respond.tsx'

type Words = { title: string; line: string }

const words: Record<number, Words> = {
  400: { title: 'We could not read that', line: 'Go back and try again.' },
  401: { title: 'Sign in first', line: 'This needs to know who you are.' },
  403: { title: 'That is not open to you', line: 'Ask the people who run this community.' },
  404: { title: 'Nothing here', line: 'It may have moved, or it is not open to you.' },
  409: { title: 'That changed meanwhile', line: 'Look again, then decide.' },
  413: { title: 'That is too large', line: 'Shorten it and try again.' },
  415: { title: 'We cannot read that kind', line: 'Send a form or JSON.' },
  422: { title: 'That needs another look', line: 'Go back and try again.' },
  429: { title: 'That was a lot at once', line: 'Wait a minute, then go on.' },
  503: { title: 'Back in a moment', line: 'Our database does not answer. Try again shortly.' },
}

const unexpected: Words = {
  title: 'Something broke',
  line: 'It is our fault, and it has been noted. Try again in a moment.',
}

/** Answers any error as a page or as problem details; the log gets what the page must not say. */
export function errorPage(error: Error, c: Context): Response | Promise<Response> {
  if (error instanceof HTTPException) {
    if (error.res) return error.res
    return failure(c, error.status, error.message)
  }
  const away = isDatabaseAway(error)
  const event = away ? 'database away' : 'unexpected error'
  console.error(JSON.stringify({ id: c.var.requestId, event, ...tellable(error) }))
  return failure(c, away ? 503 : 500)
}

export const notFoundPage = (c: Context): Response | Promise<Response> => failure(c, 404)

async function failure(c: Context, status: number, message?: string): Promise<Response> {
  const { title, line } = words[status] ?? unexpected
  c.header('Cache-Control', 'no-store')
  c.header('Vary', 'Accept')
  if (wantsJson(c)) return problem(c, status, title, { detail: message || line })
  const signIn = !c.var.session && [401, 403, 404].includes(status) && (
    <LinkButton href={`/sign-in?return_to=${encodeURIComponent(pageOf(c))}`}>Sign in</LinkButton>
  )
  const page = (
    <Bare title={title} narrow>
      <ErrorPage
        status={status}
        title={title}
        requestId={c.var.requestId}
        action={signIn || undefined}
      >
        {message || line}
      </ErrorPage>
    </Bare>
  )
  const html = await render(page, {
    theme: <ThemeMeta theme={themeOf(c)} />,
    ...(c.var.session && { 'nav-bare': <></> }),
  })
  return c.body(`<!doctype html>${html}`, { status: status as 500, headers: HTML })
}

/** The page that was looked at: of a write, the one it was sent from. */
function pageOf(c: Context): string {
  const { origin, pathname, search } = new URL(c.req.url)
  const isPage = c.req.method === 'GET' || c.req.method === 'HEAD'
  return isPage ? returnPath(pathname + search) : pageBefore(c.req.header('referer'), origin)
}

const HTML = { 'content-type': 'text/html; charset=UTF-8' }
