"""Celery: early acknowledgement, no results, large prefetch: its fastest settings."""
import os
import sys

import celery
import redis

URL = os.environ["PEER_REDIS_URL"]
app = celery.Celery("celery_peer", broker=URL)
app.conf.update(
    task_ignore_result=True, worker_prefetch_multiplier=1_000, task_store_errors_even_if_ignored=False,
    worker_send_task_events=False, broker_connection_retry_on_startup=True, worker_hijack_root_logger=False)
counter = redis.Redis.from_url(URL)


@app.task(name="count")
def count():
    counter.incr("done")


if __name__ == "__main__":
    with app.producer_or_acquire() as producer:
        for _ in range(int(sys.argv[1])):
            count.apply_async(producer=producer)
