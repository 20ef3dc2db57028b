import Pipelines

/// The library of Redis functions. Its name and those of its functions carry a version, the digest of its text: a new
/// release loads its own beside the old one's, so that both work while a deployment rolls, and no release ever calls
/// the functions of another. See https://redis.io/docs/latest/develop/programmability/functions-intro/
enum WindowFunctions {
    static let offer = name("offer")
    static let take = name("take")
    static let acknowledge = name("acknowledge")
    static let sweep = name("sweep")

    /// What is loaded. All but `offer` may run when `maxmemory` is reached: otherwise a full Redis could never be
    /// emptied.
    static let library = "#!lua name=presswork_\(version)\nlocal PREFIX = 'presswork_\(version)_'\n\(text)"

    private static let version = Digest(of: text).hex.prefix(12)
    private static func name(_ function: String) -> String { "presswork_\(version)_\(function)" }

    private static let text = """
        local GROUP = 'workers'

        -- keys: stream, window; args: window, then job and attempt in turn. Returns the ids of the added entries.
        local function offer(keys, args)
            local stream = keys[1]
            -- BUSYGROUP is the usual answer. At 0, so that nothing offered before the first reader is lost.
            redis.pcall('XGROUP', 'CREATE', stream, GROUP, '0', 'MKSTREAM')
            redis.call('SET', keys[2], args[1])
            local room = tonumber(args[1]) - redis.call('XLEN', stream)
            local ids = {}
            local i = 2
            while room > 0 and args[i + 1] do
                ids[#ids + 1] = redis.call('XADD', stream, '*', 'j', args[i], 'a', args[i + 1])
                i = i + 2
                room = room - 1
            end
            return ids
        end

        -- keys: the streams of a lane, first things first; args: consumer, count. Returns stream number, id, job and attempt of
        -- each entry in turn.
        local function take(keys, args)
            local taken = {}
            local left = tonumber(args[2])
            for number, stream in ipairs(keys) do
                if left <= 0 then break end
                local reply = redis.pcall(
                    'XREADGROUP', 'GROUP', GROUP, args[1], 'COUNT', left, 'STREAMS', stream, '>')
                -- NOGROUP: nothing was offered since the stream was lost. No entry: false.
                if reply and not reply.err then
                    for _, entry in ipairs(reply[1][2]) do
                        local n = #taken
                        taken[n + 1], taken[n + 2], taken[n + 3], taken[n + 4] =
                            number, entry[1], entry[2][2], entry[2][4]
                        left = left - 1
                    end
                end
            end
            return taken
        end

        -- What was delivered before the oldest pending entry has been acknowledged, and leaves in one piece. XDEL looks
        -- through a node of the stream for each entry: it is for what was acknowledged out of turn.
        local function remove(stream, ids)
            redis.pcall('XACK', stream, GROUP, unpack(ids))
            local pending = redis.pcall('XPENDING', stream, GROUP)
            if pending.err then return redis.call('XDEL', stream, unpack(ids)) end
            -- Of the reply's ten values a group, the eighth is the id of the entry delivered last.
            local bound = pending[2] or redis.call('XINFO', 'GROUPS', stream)[1][8]
            local trimmed = redis.call('XTRIM', stream, 'MINID', '=', bound)
            if trimmed >= #ids then return trimmed end
            return trimmed + redis.call('XDEL', stream, unpack(ids, trimmed + 1))
        end

        -- keys: the streams of a lane, window, wake; args: stream number and id in turn, the ids of a stream ascending.
        -- Returns how many were removed.
        local function acknowledge(keys, args)
            local ids = {}
            for i = 1, #args, 2 do
                local number = tonumber(args[i])
                ids[number] = ids[number] or {}
                table.insert(ids[number], args[i + 1])
            end
            local removed, waiting = 0, 0
            for number = 1, #keys - 2 do
                local stream = keys[number]
                if ids[number] then removed = removed + remove(stream, ids[number]) end
                waiting = waiting + redis.call('XLEN', stream)
            end
            local window, wake = keys[#keys - 1], keys[#keys]
            if 2 * waiting <= tonumber(redis.call('GET', window) or '0') and redis.call('EXISTS', wake) == 0 then
                redis.call('RPUSH', wake, '1')
            end
            return removed
        end

        -- keys: the streams of a lane; args: idle milliseconds, count, then the live consumers. Returns how many entries
        -- were removed. Consumers are deleted in the same instant in which they are seen to have nothing pending.
        local function sweep(keys, args)
            local live = {}
            for i = 3, #args do live[args[i]] = true end
            local removed = 0
            for _, stream in ipairs(keys) do
                local pending = redis.pcall('XPENDING', stream, GROUP, 'IDLE', args[1], '-', '+', args[2])
                if not pending.err then
                    for _, entry in ipairs(pending) do
                        redis.call('XACK', stream, GROUP, entry[1])
                        redis.call('XDEL', stream, entry[1])
                        removed = removed + 1
                    end
                    for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, GROUP)) do
                        local name, count, idle = consumer[2], consumer[4], consumer[6]
                        if count == 0 and idle >= tonumber(args[1]) and not live[name] then
                            redis.call('XGROUP', 'DELCONSUMER', stream, GROUP, name)
                        end
                    end
                end
            end
            return removed
        end

        redis.register_function(PREFIX .. 'offer', offer)
        local function register(name, callback)
            redis.register_function{ function_name = PREFIX .. name, callback = callback, flags = { 'allow-oom' } }
        end
        register('take', take)
        register('acknowledge', acknowledge)
        register('sweep', sweep)
        """
}
