/**
 * Lets the browser fetch the page behind a link that a pointer rests on. It is said once the page is
 * there: rules in a file of their own are a request before the first paint.
 */
export function readAhead() {
  if (!HTMLScriptElement.supports?.('speculationrules')) return
  const rules = document.createElement('script')
  rules.type = 'speculationrules'
  rules.text = JSON.stringify(RULES)
  document.head.append(rules)
}

const RULES = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/sign-*', '/files/*', '/*.ics', '/*.csv', '/*.zip'] } },
          { not: { selector_matches: '[rel~=nofollow], [download], [hx-get]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
}
