import { request } from 'playwright-core'

export type Cookie = { name: string; value: string }

/**
 * Signs someone in through the forms, as a person would, and gives the cookie by which the Worker
 * knows them.
 * @param url of the site, at `localhost`, where the sign-in service is, too
 */
export async function signIn(url: string, clerkUrl: string, username: string): Promise<Cookie> {
  const context = await request.newContext()
  try {
    const back = `${url}/sign-in/callback?return_to=/healthz`
    const answer = await context.post(`${clerkUrl}/sign-in`, {
      form: { user: username, redirect_url: back },
      headers: { origin: clerkUrl },
    })
    if (!answer.ok()) throw new Error(`Signing in as ${username}: ${answer.status()}`)
    const { cookies } = await context.storageState()
    const session = cookies.find(({ name }) => name === 'oc_session')
    if (!session) throw new Error(`Signing in as ${username} gave no session.`)
    return { name: session.name, value: session.value }
  } finally {
    await context.dispose()
  }
}
