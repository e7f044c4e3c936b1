/** Icons are imported file by file: the package's root would load 2,000 modules in tests. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const icon: [tag: string, attributes: Record<string, string | number | undefined>][]
  export default icon
}
