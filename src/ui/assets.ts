import manifest from '../../public/build/manifest.json' with { type: 'json' }

const hashed: Record<string, string> = manifest

/** The address of a built file, whose name changes with its content. */
export const asset = (name: string): string => hashed[name] ?? `/build/${name}`
