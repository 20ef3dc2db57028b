@testable import Catalog

extension ModelJobs {
    /// Adds parts to a running job that has none of these keys. - Returns: how many were added.
    mutating func split(_ place: Place, into keys: Set<String>) -> Int {
        guard let whole = jobs[place] else { return 0 }
        if !whole.isInFan {
            // What joins them takes the item's place in its chunk.
            jobs[place.join] = Job(chunk: whole.chunk, state: .scheduled)
            jobs[place]?.chunk = nil
            jobs[place]?.isInFan = true
            fans[place.join] = 1
        }
        let fresh = keys.map { Place(run: place.run, key: place.key, stage: place.stage, part: $0) }
            .filter { jobs[$0] == nil }
        for part in fresh { jobs[part] = Job(isInFan: true) }
        fans[place.join, default: 0] += fresh.count
        return fresh.count
    }

    /// Which dead jobs are revived when some are named: what died of its parts with all of them, a part alone while its
    /// others are waited for.
    func revived(with asked: Set<Place>) -> Set<Place> {
        var revived = asked.filter { jobs[$0]?.isInFan == false }
        for join in Set(asked.map(\.join)) {
            let parts = jobs.keys.filter { $0.join == join && jobs[$0]?.isInFan == true && jobs[$0]?.state == .dead }
            switch jobs[join]?.state {
            case .dead: revived.formUnion(parts + [join])
            case .scheduled: revived.formUnion(asked.intersection(parts))
            default: continue
            }
        }
        return revived
    }

    /// Dead jobs begin anew, and what their death had counted is taken back.
    mutating func revive(_ places: Set<Place>) {
        for place in places {
            let waits = place == place.join && places.contains { $0 != place && $0.join == place }
            jobs[place]?.state = waits ? .scheduled : .available
            jobs[place]?.errors = 0
            jobs[place]?.crashes = 0
            guard jobs[place]?.isInFan == false else {
                fans[place.join, default: 0] += 1
                continue
            }
            if let number = jobs[place]?.chunk, var chunk = chunks[place.run]?[number] {
                if chunk.remaining == 0 { close(chunk, of: place.run, by: -1) }
                chunk.remaining += 1
                chunk.dead -= 1
                chunks[place.run]?[number] = chunk
            } else {
                runs[place.run]?.isSealed = false
                runs[place.run]?.dead -= 1
            }
            let wasCancelled = [.cancelling, .cancelled].contains(runs[place.run]?.state)
            runs[place.run]?.state = wasCancelled ? .cancelling : .running
        }
    }
}
