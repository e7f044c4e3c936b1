/** R2 as it is, but that its call number `fails` is not answered. */
export function unlucky(real: R2Bucket, fails: number) {
  let calls = 0
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(whole, name) {
        const found: unknown = Reflect.get(whole, name)
        if (typeof found !== 'function') return found
        return (...given: unknown[]) => {
          if (name === 'resumeMultipartUpload') return wrap(found.apply(whole, given))
          if (++calls === fails) return Promise.reject(new Error('internal error (10001)'))
          return found.apply(whole, given)
        }
      },
    })
  return { bucket: wrap(real), calls: () => calls }
}
