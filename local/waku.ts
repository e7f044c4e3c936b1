import { openArchive } from './waku/archive.ts'
import type { Faults } from './waku/faults.ts'
import { CLUSTER, SHARDS } from './waku/network.ts'
import { startRest } from './waku/rest.ts'
import { startService } from './waku/service.ts'

/**
 * A Waku service node on 127.0.0.1: relay, light push, filter, store and metadata, with nwaku's
 * limits, and the part of nwaku's REST API that reads the store. What it keeps lies in `dataDir`, or
 * in memory. The same key gives the same peer id, so that its address outlives a restart.
 * @param options.key 32 bytes
 * @param options.peers addresses of other nodes to relay with
 */
export async function startWaku(
  options: { port?: number; dataDir?: string; key?: Uint8Array; peers?: string[] } = {},
) {
  const { key = new Uint8Array(32).fill(0x11), peers = [] } = options
  const faults: Faults = {}
  const archive = openArchive(options.dataDir)
  const begin = (port: number) => startService({ port, key, peers, faults, archive })
  let service: Awaited<ReturnType<typeof begin>> | undefined = await begin(options.port ?? 0)
  const { address } = service
  const port = Number(/\/tcp\/(\d+)\//.exec(address)?.[1])
  const down = async () => {
    const running = service
    service = undefined
    await running?.stop()
  }
  const up = async () => {
    service ??= await begin(port)
  }
  const rest = await startRest(archive, { down, up, faults })
  return {
    /** where browsers reach it: a multiaddr that ends with its peer id */
    address,
    /** of its REST API, without a slash at the end */
    restUrl: rest.url,
    env: {
      WAKU_BOOTSTRAP: address,
      WAKU_CLUSTER_ID: `${CLUSTER}`,
      WAKU_SHARDS: `${SHARDS}`,
      WAKU_REST: rest.url,
    },
    down,
    up,
    stop: async () => {
      await rest.stop()
      await down()
      archive.close()
    },
  }
}
