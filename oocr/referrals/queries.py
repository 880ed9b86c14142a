"""What may be asked of referrals, by the measures room."""

from oocr.cases.queries import age_columns, ethnicity_columns


def analysis_of_referrals() -> str:
    """SQL: one row per referral of a person to a service."""
    return f"""
        SELECT f.id AS referral_id, c.reference AS case_reference, p.id AS person_id, s.name AS service,
               a.name AS provider, coalesce(r.kind, 'none') AS resolution_kind, f.referred_on, f.status,
               {age_columns("coalesce(r.issued_on, f.referred_on)")}, p.sex, {ethnicity_columns()}
        FROM referrals_referral f
        JOIN referrals_service s ON s.id = f.service_id
        JOIN access_agency a ON a.id = s.provider_id
        JOIN cases_case c ON c.id = f.case_id
        JOIN cases_person p ON p.id = c.person_id
        LEFT JOIN cases_resolution r ON r.id = f.resolution_id
    """  # noqa: S608  # nothing here comes from outside
