import { mayLook } from '../../billing/plans/rules.ts'
import { isAdmin, isMember, type Viewer } from '../../communities/rules.ts'
import { Seen } from '../../notifications/seen/views.tsx'
import { ThemeMeta } from '../../ui/document.tsx'
import { DueBar } from '../../ui/due.tsx'
import type { PersonalFrame, SharedFrame, Theme } from '../../ui/frame.ts'
import { Bare, Layout } from '../../ui/layout.tsx'
import { NavBadge, NavMe, NavRail, NavStaff, NavTabs, NavTalks } from '../../ui/nav.tsx'
import type { Framed } from '../../ui/respond.tsx'
import { NavLink, PlansLink } from '../../ui/sidebar.tsx'
import type { Fills } from '../../ui/slots.tsx'
import { SpaceList } from '../../ui/spacelink.tsx'
import { Toasts } from '../../ui/toast.tsx'
import { navigation, type Shell, viewerOf } from './rules.ts'

type At = { path: string; theme: Theme; notice?: string }

/** The app frame around a page, as everyone sees it. */
export function documentOf(map: Shell['map'], path: string, page: Framed) {
  if (page.bare)
    return (
      <Bare title={page.title} styles={page.styles}>
        {page.body}
      </Bare>
    )
  const spaces = map ? navigation(map, viewerOf(null)) : []
  const hasPlans = plansFor(map, viewerOf(null))
  const frame: SharedFrame = { title: page.title, path, community: map, spaces, hasPlans }
  return (
    <Layout
      frame={frame}
      aside={page.aside}
      wide={page.wide}
      scripts={page.scripts}
      styles={page.styles}
    >
      {page.body}
    </Layout>
  )
}

/** What fills the frame's slots for one viewer. */
export function frameFills(shell: Shell, at: At) {
  const { map, viewer, passport, unread, talks, chats, isNews } = shell
  const personal: PersonalFrame = {
    me: viewer.profile,
    spaces: map ? navigation(map, viewer, chats) : [],
    communities: passport?.communities ?? [],
    unread: unread ?? 0,
    talks: talks ?? 0,
    isNews: isNews ?? false,
    isAdmin: isAdmin(viewer),
    isMember: isMember(viewer),
    hasPlans: plansFor(map, viewer),
    due: passport?.due ?? null,
    theme: at.theme,
    notice: at.notice,
  }
  return fillsOf({ path: at.path, community: map }, personal)
}

const plansFor = (map: Shell['map'], viewer: Viewer): boolean =>
  Boolean(map?.hasPlans && mayLook(viewer, map))

/** What belongs to the viewer in every frame, by slot. */
function fillsOf(
  { path, community }: Pick<SharedFrame, 'path' | 'community'>,
  mine: PersonalFrame,
): Fills {
  const { me, unread, theme, isMember } = mine
  const slug = community?.slug
  const always = {
    theme: <ThemeMeta theme={theme} />,
    toasts: <Toasts notice={mine.notice} />,
  }
  if (!me) return always
  return {
    ...always,
    'nav-rail': <NavRail communities={mine.communities} slug={slug} />,
    'nav-badge': (
      <>
        <NavBadge unread={unread} path={path} />
        <NavTalks talks={mine.talks} path={path} />
        {mine.isNews && <Seen path={path} />}
        <NavLink href="/events" icon="events" path={path}>
          Your events
        </NavLink>
      </>
    ),
    'nav-me': <NavMe me={me} theme={theme} />,
    'nav-tabs': <NavTabs {...{ me, unread, path, slug, isMember }} />,
    'nav-bare': <></>,
    ...(slug && {
      'nav-due': mine.due && path !== `/${slug}/plans` && <DueBar slug={slug} due={mine.due} />,
      'nav-plans': mine.hasPlans && <PlansLink slug={slug} path={path} />,
      'nav-spaces': <SpaceList slug={slug} spaces={mine.spaces} path={path} />,
      'nav-staff': <NavStaff slug={slug} path={path} isAdmin={mine.isAdmin} />,
    }),
  }
}
