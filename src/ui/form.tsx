import type { JSX, PropsWithChildren } from 'hono/jsx'

type Props = PropsWithChildren<{
  action: string
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'GET'
  /** sent without leaving the page; the nearest [data-region] (or #main) is renewed from the answer */
  enhance?: boolean
  /** asked in a dialog before sending: a whole question */
  confirm?: string
}> &
  Omit<JSX.IntrinsicElements['form'], 'action' | 'method'>

/** A form for any verb: browsers know GET and POST only, so the others ride as `?_method=`. */
export function ActionForm({
  action,
  method = 'POST',
  enhance = true,
  confirm,
  children,
  ...rest
}: Props) {
  const plain = method === 'GET' || method === 'POST'
  const target = plain ? action : `${action}${action.includes('?') ? '&' : '?'}_method=${method}`
  return (
    <form
      {...rest}
      method={method === 'GET' ? 'get' : 'post'}
      action={target}
      data-enhance={enhance ? '' : undefined}
      data-confirm={confirm}
    >
      {children}
    </form>
  )
}
