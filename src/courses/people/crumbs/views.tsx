import { Icon } from '../../../ui/icon.tsx'

type Props = {
  /** the course's path */
  href: string
  course: { title: string }
  /** a page between the course and this one */
  on?: { href: string; label: string }
}

/** The way back to a course from the pages of those who look after it. */
export function CourseCrumbs({ href, course, on }: Props) {
  return (
    <nav class="crumbs" aria-label="Where this is">
      <a href={href}>{course.title}</a>
      {on && (
        <>
          <Icon name="right" size={16} />
          <a href={on.href}>{on.label}</a>
        </>
      )}
    </nav>
  )
}
