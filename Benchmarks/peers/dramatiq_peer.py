"""dramatiq on Redis, without the middleware that counting does not need."""
import os
import sys

import dramatiq
import redis
from dramatiq.brokers.redis import RedisBroker

URL = os.environ["PEER_REDIS_URL"]
dramatiq.set_broker(RedisBroker(url=URL, middleware=[]))
counter = redis.Redis.from_url(URL)


@dramatiq.actor
def count():
    counter.incr("done")


if __name__ == "__main__":
    for _ in range(int(sys.argv[1])):
        count.send()
