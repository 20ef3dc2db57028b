"""What is done to a fleet, drawn from a seed: the same seed gives the same faults at the same moments."""
import heapq
import itertools
import random

# How often each fault is drawn, in proportion.
WEIGHTS = {
    "kill_worker": 4, "stop_worker": 3, "drain_worker": 1, "kill_scheduler": 2, "stop_scheduler": 1,
    "wipe_redis": 2, "restart_redis": 1, "restart_postgres": 1, "crash_postgres": 1,
    "cut_postgres": 2, "lose_postgres_replies": 3, "delay_postgres": 2, "freeze_postgres": 1, "refuse_postgres": 1,
    "mute_postgres": 1, "mute_redis": 1, "cut_redis": 2, "lose_redis_replies": 2, "delay_redis": 1, "freeze_redis": 1,
    "turn_clock": 2,
}


class Faults:
    """Does to `fleet` what the schedule says, as time goes by."""

    def __init__(self, seed, seconds, fleet, redis, postgres_proxy, redis_proxy):
        self.fleet, self.redis = fleet, redis
        self.postgres_proxy, self.redis_proxy = postgres_proxy, redis_proxy
        self.lease = float(fleet.environment["PRESSWORK_LEASE"])
        self.counts = {}
        self.queue, self.order = [], itertools.count()
        self.plan(random.Random(seed), seconds)

    def plan(self, random, seconds):
        moment = 1.0
        while moment < seconds:
            name = random.choices(list(WEIGHTS), WEIGHTS.values())[0]
            # Every draw is made now, so that the plan depends on nothing but the seed.
            self.at(moment, name, random.randrange(100), random.random())
            moment += random.expovariate(1 / 0.6)

    def at(self, moment, name, *arguments):
        heapq.heappush(self.queue, (moment, next(self.order), name, arguments))

    def tick(self, now):
        """Does what is due; `now` is in seconds from the start."""
        while self.queue and self.queue[0][0] <= now:
            _, _, name, arguments = heapq.heappop(self.queue)
            if name in WEIGHTS:
                self.counts[name] = self.counts.get(name, 0) + 1
            getattr(self, name)(now, *arguments)

    def worker(self, which):
        return self.fleet.workers[which % len(self.fleet.workers)]

    def scheduler(self, which):
        return self.fleet.schedulers[which % len(self.fleet.schedulers)]

    def kill_worker(self, now, which, _):
        self.worker(which).kill()

    def kill_scheduler(self, now, which, _):
        self.scheduler(which).kill()

    def drain_worker(self, now, which, _):
        self.worker(which).drain()

    def stop_worker(self, now, which, share):
        """Shorter than a lease, or longer: then it comes back as somebody whom the others have buried."""
        self.worker(which).stop()
        self.at(now + 0.1 + 2 * self.lease * share, "go_on", self.worker(which))

    def stop_scheduler(self, now, which, share):
        self.scheduler(which).stop()
        self.at(now + 0.1 + 8 * share, "go_on", self.scheduler(which))

    def go_on(self, now, member):
        member.go_on()

    def wipe_redis(self, now, *_):
        self.redis.call("FLUSHALL")
        self.redis.call("FUNCTION", "FLUSH")

    def restart_redis(self, now, which, share):
        self.redis.end()
        self.redis.start()

    def restart_postgres(self, now, *_):
        self.fleet.direct.restart("fast")

    def crash_postgres(self, now, *_):
        self.fleet.direct.restart("immediate")

    def cut_postgres(self, now, *_):
        self.postgres_proxy.cut()

    def cut_redis(self, now, *_):
        self.redis_proxy.cut()

    def lose_postgres_replies(self, now, *_):
        self.postgres_proxy.lose_replies()

    def lose_redis_replies(self, now, *_):
        self.redis_proxy.lose_replies()

    def mute_postgres(self, now, *_):
        self.postgres_proxy.mute()

    def mute_redis(self, now, *_):
        self.redis_proxy.mute()

    def delay_postgres(self, now, _, share):
        self.slow(self.postgres_proxy, now, share)

    def delay_redis(self, now, _, share):
        self.slow(self.redis_proxy, now, share)

    def slow(self, proxy, now, share):
        proxy.delay = 0.01 + 0.2 * share
        self.at(now + 1 + share, "heal", proxy)

    def freeze_postgres(self, now, _, share):
        self.postgres_proxy.freeze()
        self.at(now + 0.2 + 4 * share, "heal", self.postgres_proxy)

    def freeze_redis(self, now, _, share):
        self.redis_proxy.freeze()
        self.at(now + 0.2 + 4 * share, "heal", self.redis_proxy)

    def refuse_postgres(self, now, _, share):
        self.postgres_proxy.refusing = True
        self.postgres_proxy.cut()
        self.at(now + 0.2 + 2 * share, "heal", self.postgres_proxy)

    def heal(self, now, proxy):
        proxy.heal()

    def turn_clock(self, now, which, share):
        """Forward by up to an hour, or back by up to half a minute."""
        clock = self.fleet.clock
        clock.set(clock.offset + (int(3600 * share ** 3) if which % 4 else -int(30 * share)))

    def stop(self):
        """No more faults: everything that was broken is mended, what was stopped goes on."""
        self.queue = []
        self.postgres_proxy.heal()
        self.redis_proxy.heal()
        for member in self.fleet.members:
            member.go_on()
