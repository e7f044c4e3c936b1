import { brand } from '../../../ui/brand.ts'
import { Field } from '../../../ui/field.tsx'

/** A colour and, drawn anew as it is moved, what becomes of it in both themes. */
export function ColourField({ value, error }: { value: string; error?: string }) {
  return (
    <Field
      name="brandColor"
      label="Colour"
      error={error}
      hint="Light or dark, words on it stay readable: we move its lightness as far as that needs."
    >
      <div class="flex flex-wrap items-center gap-4">
        <input
          type="color"
          class="size-11 flex-none rounded-control border border-line bg-surface p-1"
          name="brandColor"
          id="brandColor"
          value={value}
          aria-describedby="brandColor-hint"
          hx-get="/communities/colours"
          hx-trigger="input delay:60ms"
          hx-target="#colours"
          hx-swap="outerHTML"
        />
        <Colours hex={value} />
      </div>
    </Field>
  )
}

/** A button, a link and a selection in a community's colour, on the paper of both themes. */
export function Colours({ hex }: { hex: string }) {
  const { light, dark } = brand(hex)
  return (
    <div id="colours" class="flex flex-wrap gap-3">
      <Sample name="In light" paper="#ffffff" ink="#3c3f44" colours={light} />
      <Sample name="In dark" paper="#191a1d" ink="#c6c8cc" colours={dark} />
    </div>
  )
}

type Theme = ReturnType<typeof brand>['light']

/** Drawn as a picture: the page's policy allows no colours in HTML. */
function Sample(props: { name: string; paper: string; ink: string; colours: Theme }) {
  const { name, paper, ink, colours } = props
  return (
    <svg
      role="img"
      aria-label={`${name}: how the colour looks`}
      width={208}
      height={84}
      viewBox="0 0 208 84"
      class="rounded-card border border-line"
      font-family="inherit"
      font-size={13}
      font-weight={600}
    >
      <rect width="208" height="84" fill={paper} />
      <rect x="12" y="12" width="88" height="28" rx="8" fill={colours.brand} />
      <text x="56" y="30.5" text-anchor="middle" fill={colours['on-brand']}>
        Join
      </text>
      <text x="116" y="30.5" fill={colours['brand-text']}>
        A link
      </text>
      <rect x="12" y="48" width="184" height="24" rx="8" fill={colours['brand-soft']} />
      <text x="24" y="64.5" fill={colours['brand-text']}>
        Chosen
      </text>
      <text x="184" y="64.5" text-anchor="end" font-weight={400} fill={ink}>
        {name}
      </text>
    </svg>
  )
}
