import type { Theme } from './frame.ts'
import { Icon } from './icon.tsx'

const choices = [
  { value: 'system', icon: 'system', label: 'System' },
  { value: 'light', icon: 'sun', label: 'Light' },
  { value: 'dark', icon: 'moon', label: 'Dark' },
] as const

/** System, light or dark: three buttons that post to /theme; the browser core answers at once. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  return (
    <form method="post" action="/theme" class="theme-switch" data-theme-switch>
      <fieldset class="segments">
        <legend class="sr-only">Theme</legend>
        {choices.map(({ value, icon, label }) => (
          <button
            type="submit"
            name="theme"
            value={value}
            class="segment"
            aria-label={`${label} theme`}
            title={`${label} theme`}
            aria-pressed={value === theme ? 'true' : 'false'}
          >
            <Icon name={icon} size={18} />
          </button>
        ))}
      </fieldset>
    </form>
  )
}
