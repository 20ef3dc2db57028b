extension JobSQL {
    /// $1 role.
    static let nominate = "INSERT INTO presswork.leader (role) VALUES ($1::text) ON CONFLICT DO NOTHING"

    /// Leads on, or takes over from who resigned or stood still at the beat $3: $1 role, $2 candidate.
    static let lead = """
        UPDATE presswork.leader SET term = leader.term + (leader.holder IS DISTINCT FROM $2::uuid)::integer,
            holder = $2::uuid, beat = leader.beat + 1
        WHERE leader.role = $1::text AND (leader.holder IS NULL OR leader.holder = $2::uuid OR leader.beat = $3::bigint)
        RETURNING leader.term
        """

    /// $1 role.
    static let leader = "SELECT holder, term, beat FROM presswork.leader WHERE role = $1::text"

    /// $1 role, $2 holder.
    static let resign = """
        UPDATE presswork.leader SET holder = NULL WHERE leader.role = $1::text AND leader.holder = $2::uuid
        """
}
