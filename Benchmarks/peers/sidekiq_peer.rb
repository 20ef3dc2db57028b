# Sidekiq of Debian: basic fetch, which loses what a killed process held.
require "sidekiq"

ENV["REDIS_URL"] = ENV.fetch("PEER_REDIS_URL")

class Count
  include Sidekiq::Worker
  def perform
    Sidekiq.redis { |connection| connection.incr("done") }
  end
end

if ARGV[0] == "enqueue"
  ARGV[1].to_i.fdiv(1_000).ceil.times { Sidekiq::Client.push_bulk("class" => Count, "args" => [[]] * 1_000) }
end
