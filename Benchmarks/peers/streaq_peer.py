"""streaq: Redis Streams, as ours; no results kept."""
import asyncio
import os
import sys

from streaq import Worker

worker = Worker(redis_url=os.environ["PEER_REDIS_URL"], concurrency=256, prefetch=512)


@worker.task(ttl=0)
async def count():
    await worker.redis.incr("done")


async def enqueue(jobs):
    async with worker:
        for begin in range(0, jobs, 1_000):
            await worker.enqueue_many([count.enqueue() for _ in range(min(1_000, jobs - begin))])


if __name__ == "__main__":
    asyncio.run(enqueue(int(sys.argv[1])))
