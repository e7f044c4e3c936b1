/** The message network as a deployment names it. */
export type Network = { bootstrap: string[]; clusterId: number; shards: number }

type Given = { WAKU_BOOTSTRAP?: string; WAKU_CLUSTER_ID?: string; WAKU_SHARDS?: string }

/** Null where no node is named: then there is no chat. */
export function networkOf(env: Given): Network | null {
  const bootstrap = (env.WAKU_BOOTSTRAP ?? '').split(/[\s,]+/).filter(Boolean)
  if (bootstrap.length === 0) return null
  const clusterId = Number(env.WAKU_CLUSTER_ID ?? 66)
  return { bootstrap, clusterId, shards: Number(env.WAKU_SHARDS ?? 8) }
}

/** The WebSocket that a multiaddr stands for, as a policy names it; null for one of another kind. */
export function socketOf(address: string): string | null {
  const [, kind = '', host = '', , port = '', ...rest] = address.split('/')
  if (!/^(ip4|ip6|dns|dns4|dns6)$/.test(kind) || !port) return null
  const isSecure = rest[0] === 'wss' || (rest[0] === 'tls' && rest.includes('ws'))
  if (!isSecure && rest[0] !== 'ws') return null
  return `${isSecure ? 'wss' : 'ws'}://${kind === 'ip6' ? `[${host}]` : host}:${port}`
}

export const socketsOf = (network: Network | null): string[] =>
  (network?.bootstrap ?? []).flatMap((address) => socketOf(address) ?? [])
