"""Scrapy on a list of addresses: as many connections as ours, robots.txt obeyed, nothing logged."""
import sys

import scrapy
from scrapy.crawler import CrawlerProcess


class Pages(scrapy.Spider):
    name = "pages"
    start_urls = open(sys.argv[1]).read().split()
    count = 0

    def parse(self, response):
        Pages.count += 1


process = CrawlerProcess({
    "CONCURRENT_REQUESTS": 256, "CONCURRENT_REQUESTS_PER_DOMAIN": 256, "ROBOTSTXT_OBEY": True, "LOG_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False, "DOWNLOAD_DELAY": float(sys.argv[2]),
})
process.crawl(Pages)
process.start()
print(Pages.count)
