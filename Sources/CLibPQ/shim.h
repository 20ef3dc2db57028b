#pragma once
#include <libpq-fe.h>

/// The field codes of `PQresultErrorField`: character macros, which Swift does not import.
enum presswork_diagnostic {
    presswork_diagnostic_message = PG_DIAG_MESSAGE_PRIMARY,
    presswork_diagnostic_sqlstate = PG_DIAG_SQLSTATE,
    presswork_diagnostic_detail = PG_DIAG_MESSAGE_DETAIL,
    presswork_diagnostic_hint = PG_DIAG_MESSAGE_HINT,
    presswork_diagnostic_constraint = PG_DIAG_CONSTRAINT_NAME,
    presswork_diagnostic_position = PG_DIAG_STATEMENT_POSITION,
};
