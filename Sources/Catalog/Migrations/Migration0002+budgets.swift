extension Migration {
    /// Money spent and set aside, in millionths of the major unit.
    static let budgets = """
        -- What one budget has spent and set aside: an item's, a run's, or a pipeline's month (`name/2026-11`).
        CREATE TABLE presswork.budget (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            scope text NOT NULL CHECK (scope IN ('item', 'run', 'month')),
            key text NOT NULL,
            currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
            spent_micros bigint NOT NULL DEFAULT 0 CHECK (spent_micros >= 0),
            reserved_micros bigint NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0),
            PRIMARY KEY (tenant_id, scope, key)
        ) WITH (fillfactor = 80);

        -- Money set aside for a call that is under way; gone when the call is settled or was not made. What a lost
        -- attempt leaves here stays counted: its call may have been charged.
        CREATE TABLE presswork.budget_reservation (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            id uuid NOT NULL,
            item_key text NOT NULL,
            run_key text NOT NULL,
            month_key text NOT NULL,
            job_id uuid NOT NULL,
            attempt integer NOT NULL,
            amount_micros bigint NOT NULL CHECK (amount_micros >= 0),
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, id)
        );

        -- Money that a tenant was given or that was taken back, never changed: the balance is the sum.
        CREATE TABLE presswork.credit_entry (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            id uuid NOT NULL,
            amount_micros bigint NOT NULL,
            currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
            reason text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, id)
        );

        -- Sets `amount` aside in the three budgets or in none. A limit that is null is no limit.
        -- Returns null when it was done, else the scope that has too little left and how much that is.
        CREATE FUNCTION presswork.reserve(
            tenant uuid, reservation uuid, job uuid, attempt integer, amount bigint, unit text,
            keys text[], limits bigint[], OUT refused text, OUT remaining bigint
        ) LANGUAGE plpgsql AS $$
        DECLARE
            scopes CONSTANT text[] := ARRAY['item', 'run', 'month'];
            row_of presswork.budget;
        BEGIN
            -- Everybody takes the rows in the same order, so that two calls wait for each other and never in a ring.
            FOR i IN 1..3 LOOP
                INSERT INTO presswork.budget (tenant_id, scope, key, currency)
                VALUES (tenant, scopes[i], keys[i], unit) ON CONFLICT DO NOTHING;
                SELECT * INTO row_of FROM presswork.budget b
                WHERE b.tenant_id = tenant AND b.scope = scopes[i] AND b.key = keys[i] FOR UPDATE;
                IF row_of.currency <> unit THEN
                    RAISE EXCEPTION 'the % budget % is kept in %, not %', scopes[i], keys[i], row_of.currency, unit
                        USING ERRCODE = 'PW002';
                END IF;
                IF limits[i] IS NOT NULL
                    AND row_of.spent_micros + row_of.reserved_micros + amount > limits[i] AND refused IS NULL
                THEN
                    refused := scopes[i];
                    remaining := greatest(limits[i] - row_of.spent_micros - row_of.reserved_micros, 0);
                END IF;
            END LOOP;
            IF refused IS NULL THEN
                INSERT INTO presswork.budget_reservation
                    (tenant_id, id, item_key, run_key, month_key, job_id, attempt, amount_micros)
                VALUES (tenant, reservation, keys[1], keys[2], keys[3], job, attempt, amount);
                UPDATE presswork.budget b SET reserved_micros = b.reserved_micros + amount
                WHERE b.tenant_id = tenant AND (b.scope, b.key) IN (
                    ('item', keys[1]), ('run', keys[2]), ('month', keys[3]));
            END IF;
        END $$;

        -- Ends a reservation: gives back what was set aside and books what was spent. Done twice, it counts once.
        CREATE FUNCTION presswork.settle_reservation(tenant uuid, reservation uuid, spent bigint) RETURNS boolean
        LANGUAGE plpgsql AS $$
        DECLARE
            held presswork.budget_reservation;
        BEGIN
            DELETE FROM presswork.budget_reservation r WHERE r.tenant_id = tenant AND r.id = reservation
            RETURNING * INTO held;
            IF NOT FOUND THEN
                RETURN false;
            END IF;
            PERFORM FROM presswork.budget b
            WHERE b.tenant_id = tenant AND b.scope = 'item' AND b.key = held.item_key FOR UPDATE;
            PERFORM FROM presswork.budget b
            WHERE b.tenant_id = tenant AND b.scope = 'run' AND b.key = held.run_key FOR UPDATE;
            UPDATE presswork.budget b
            SET reserved_micros = b.reserved_micros - held.amount_micros, spent_micros = b.spent_micros + spent
            WHERE b.tenant_id = tenant AND (b.scope, b.key) IN (
                ('item', held.item_key), ('run', held.run_key), ('month', held.month_key));
            RETURN true;
        END $$;
        """
}
