"""Health services that see people by appointment.

Mental health and sexual health are not here: that someone is known to them is shared under rules of its own.
"""

from commonthread.records.codes import Code


class HealthService(Code):
    GP = "gp", "General practice"
    HEALTH_VISITOR = "health_visitor", "Health visitor"
    SCHOOL_NURSE = "school_nurse", "School nurse"
    MIDWIFE = "midwife", "Midwifery"
    IMMUNISATION = "immunisation"
    PAEDIATRICS = "paediatrics"
    THERAPY = "therapy", "Speech, occupational or physiotherapy"
    DENTAL = "dental"
    OPTICAL = "optical"
    HOSPITAL = "hospital", "Hospital outpatients"
    OTHER = "other", "Other health service"
