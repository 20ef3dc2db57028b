/// Why a run exists. Backfill and catch-up never reach append channels unless told.
package enum RunOrigin: String, Sendable, Codable, Hashable {
    case manual, schedule, catchup, backfill, api
}
