import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unstable_startWorker } from 'wrangler'

/** Parts go into R2 as they come, in memory is only what R2 said of them; the object comes back. */
const CODE = `
let open, parts = []
export default {
  async fetch(request, env) {
    if (request.method === 'GET') return new Response((await env.FILES.get('object')).body)
    const [offset, total, length] = ['upload-offset', 'upload-length', 'content-length']
      .map((name) => Number(request.headers.get(name)))
    if (offset === 0) [open, parts] = [await env.FILES.createMultipartUpload('object'), []]
    const upload = env.FILES.resumeMultipartUpload('object', open.uploadId)
    parts.push(await upload.uploadPart(parts.length + 1, request.body))
    if (offset + length === total) await upload.complete(parts)
    return new Response(null, { status: 204 })
  },
}
`

/** A Worker that is no more than an R2 binding. */
export async function startBare(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  process.env.WRANGLER_LOG = 'warn'
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  await mkdir(dataDir, { recursive: true })
  const entrypoint = join(dataDir, 'bare.js')
  await writeFile(entrypoint, CODE)
  const worker = await unstable_startWorker({
    name: 'bare',
    entrypoint,
    compatibilityDate: '2026-08-04',
    bindings: { FILES: { type: 'r2_bucket', bucket_name: 'bare' } },
    dev: {
      server: { hostname: '127.0.0.1', port: 0 },
      inspector: false,
      persist: dataDir,
      watch: false,
    },
  })
  const url = await worker.url
  return { url: url.origin, stop: () => worker.dispose() }
}
