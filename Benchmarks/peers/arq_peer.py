"""arq: many jobs at once, short polls, no results kept."""
import asyncio
import os
import sys

import arq
import arq.connections

SETTINGS = arq.connections.RedisSettings.from_dsn(os.environ["PEER_REDIS_URL"])


async def count(context):
    await context["redis"].incr("done")


class WorkerSettings:
    functions = [count]
    redis_settings = SETTINGS
    max_jobs = 1_000
    queue_read_limit = 1_000
    poll_delay = 0.01
    keep_result = 0
    log_results = False


async def enqueue(jobs):
    pool = await arq.create_pool(SETTINGS)
    for begin in range(0, jobs, 500):
        await asyncio.gather(*(pool.enqueue_job("count") for _ in range(min(500, jobs - begin))))


if __name__ == "__main__":
    asyncio.run(enqueue(int(sys.argv[1])))
