import type { RelayConfig, SiteConfig } from '@firsthand/relay'

/**
 * Moves every address of the configured sites to the origin the demo really listens at: the file is written for the usual port.
 *
 * @param origin such as `http://localhost:40123`
 */
export function placeSite(config: RelayConfig, origin: string): RelayConfig {
  const move = (address: string): string => {
    const usual = config.sites.flatMap((site) => site.origins).find((each) => address.startsWith(`${each}/`))
    return usual === undefined ? address : origin + address.slice(usual.length)
  }
  return { ...config, sites: config.sites.map((site) => moveSite(site, origin, move)) }
}

function moveSite(site: SiteConfig, origin: string, move: (address: string) => string): SiteConfig {
  return {
    ...site,
    origins: [origin],
    ...(site.privacyUrl !== undefined && { privacyUrl: move(site.privacyUrl) }),
    ...(site.otherWays && { otherWays: site.otherWays.map((way) => (way.kind === 'link' ? { ...way, url: move(way.url) } : way)) }),
    subjects: site.subjects.map((subject) => ({
      ...subject,
      url: move(subject.url),
      ...(subject.aliases && { aliases: subject.aliases.map(move) }),
      ...(subject.patterns && { patterns: subject.patterns.map(move) }),
    })),
  }
}
