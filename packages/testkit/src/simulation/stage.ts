import type { Scheduler } from 'fast-check'
import { memberId } from '../../../relay/src/directory/member-id.ts'
import { openCrashingStore } from './crashing-store.ts'
import { createFaultyStorage } from './faulty-keep.ts'
import { createNetwork, type Network } from './network.ts'
import type { Plan, Seat } from './plan.ts'
import { SEATS } from './plan.ts'
import type { SaidMessage } from './record.ts'
import { createDice, type Dice } from './seeded.ts'
import { createDisk, type SimulatedDisk } from './simulated-disk.ts'
import { startRelay, type SimulatedRelay } from './simulated-relay.ts'
import { createTabHub } from './simulated-tabs.ts'
import { SITE } from './site.ts'
import { openPage, type Browser, type Tab } from './tab.ts'
import { CALM, type Weather } from './weather.ts'
import { createWitness, type Witness } from './witness.ts'
import { createWorld, type World } from './world.ts'

/** Everything one run consists of. */
export interface Stage {
  readonly world: World
  readonly dice: Dice
  readonly disk: SimulatedDisk
  readonly network: Network
  readonly witness: Witness
  readonly browsers: readonly Browser[]
  readonly tabs: ReadonlyMap<Seat, Tab>
  readonly said: SaidMessage[]
  weather: Weather
  /** Whether what is told about now gets lost, whoever it is told to. */
  deaf: boolean
  /** Whether the tabs of a browser can tell each other anything. */
  readonly tabsHear: boolean
  /** How many processes of the relay there may be. */
  readonly places: number
  /** Starts a process of the relay in one of the places for it. */
  start(place: number): Promise<void>
  /** `kill -9`: by the machine's death nobody at the other end hears of it. */
  crash(place: number, how: 'loud' | 'silent'): void
  drain(place: number): void
  openTab(tab: Tab): void
  /** Takes a backup. */
  copy(): void
  /** Stops every relay, puts the last backup back, and starts them again. */
  putBack(how: 'restore' | 'files'): Promise<void>
  story(line: () => string): void
}

/** Sets the stage for a plan. */
export async function setStage(plan: Plan, scheduler: Scheduler, tell?: (line: string) => void): Promise<Stage> {
  const world = createWorld(scheduler)
  const beginning = world.now()
  const dice = createDice(plan.dice)
  const story = (line: () => string): void => tell?.(`${String(world.now() - beginning).padStart(7)} ms  ${line()}`)
  const disk = createDisk(world.now)
  const witness = createWitness(world, disk, story)
  const network = createNetwork({ world, dice, weather: () => stage.weather, deaf: () => stage.deaf, witness })
  const places: (SimulatedRelay | null)[] = Array.from({ length: plan.relays }, () => null)
  let count = 0

  const browsers = ['kim', 'lee', 'ada', 'bob'].map((name): Browser => {
    const visitor = name === 'kim' || name === 'lee'
    return {
      name,
      online: true,
      handle: visitor ? null : name,
      as: visitor ? { as: 'visitor', site: 'acme' } : { as: 'member', person: memberId(name) },
      storage: createFaultyStorage(dice, plan.breakage, story),
      hub: createTabHub(world, plan.tabs),
      skew: 0,
      identity: 0,
      tabs: [],
    }
  })
  const tabs = new Map(
    SEATS.map((seat) => {
      const browser = browsers.find(({ name }) => seat.startsWith(name))!
      const tab: Tab = { seat, browser, page: null, remembered: [] }
      browser.tabs.push(tab)
      return [seat, tab] as const
    }),
  )

  const stage: Stage = {
    world,
    dice,
    disk,
    network,
    witness,
    browsers,
    tabs,
    said: [],
    deaf: false,
    tabsHear: plan.tabs !== 'none',
    places: plan.relays,
    weather: { ...CALM, ...plan },
    story,
    async start(place) {
      if (places[place] !== null) return
      const life = world.begin(`relay ${place} (process ${++count})`)
      const store = openCrashingStore({
        disk,
        life,
        dice,
        weather: () => stage.weather,
        breakage: plan.breakage,
        committed: witness.committed,
      })
      for (const member of SITE.members) {
        await disk.store.saveMember({ id: memberId(member.handle), name: member.name, title: null, face: null })
      }
      const relay = await startRelay({
        world,
        life,
        store,
        formerEpochs: disk.memory.restores.formerEpochs,
        neighbours: network.bridge(life),
        witness,
        tellEverybody: plan.breakage === 'tell-everybody',
      })
      places[place] = relay
      network.relays.add(relay)
    },
    crash(place, how) {
      const relay = places[place]
      if (!relay) return
      places[place] = null
      network.relays.delete(relay)
      relay.life.end()
      network.cut((wire) => wire.relay === relay.life, how)
    },
    drain(place) {
      const relay = places[place]
      if (!relay) return
      places[place] = null
      network.relays.delete(relay)
      relay.drain()
      // It ends by itself; should it not, its supervisor ends it.
      relay.life.after(30_000, 'ended', () => {
        relay.life.end()
        network.cut((wire) => wire.relay === relay.life, 'loud')
      })
    },
    copy: disk.copy,
    async putBack(how) {
      for (let place = 0; place < plan.relays; place++) stage.crash(place, 'loud')
      await disk.putBack(how)
      witness.restored(how)
      for (let place = 0; place < plan.relays; place++) await stage.start(place)
    },
    openTab(tab) {
      openPage({ world, network, dice, tab, count: ++count })
    },
  }
  disk.copy()
  for (let place = 0; place < plan.relays; place++) await stage.start(place)
  return stage
}
