import Catalog
import Pipelines

/// Where the dispatcher goes on in the long backlog of a run's lane, instead of stepping over all that it has offered
/// and all that was claimed since.
///
/// It is kept only while more rows wait than one look returns: a short backlog is always looked at whole. What becomes
/// available behind it in a long one (a retry, a job given back) is found when it is rewound, once a second.
struct BacklogCursor: Sendable {
    private struct Place: Hashable, Sendable {
        let run: RunID
        let stage: Stage
    }

    private var places: [Place: AvailableJob] = [:]

    /// The jobs behind which to look next.
    func last(in lanes: Set<Stage>) -> [AvailableJob] {
        places.values.filter { lanes.contains($0.stage) }
    }

    /// Looks at everything again.
    mutating func rewind() { places = [:] }

    /// Takes note of a look at some lanes: goes on behind the last job of which, and of all before it, `isOffered` is
    /// true, where there are more.
    mutating func advance(
        _ lanes: Set<Stage>, over jobs: [AvailableJob], _ limits: [Stage: Int], isOffered: (AvailableJob) -> Bool
    ) {
        let before = places
        places = places.filter { !lanes.contains($0.key.stage) }
        for (place, jobs) in Dictionary(grouping: jobs, by: { Place(run: $0.run, stage: $0.stage) }) {
            let limit = limits[place.stage, default: 0]
            guard jobs.count >= (before[place] == nil ? limit : JobStore.behind(limit)) else { continue }
            places[place] = jobs.prefix(while: isOffered).last ?? before[place]
        }
    }
}
