"""Making an account."""

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import Conflict, Fault, Unprocessable
from onetick.kernel.work import Work

from . import passwords
from .emails import digest
from .events import ACCOUNT_CREATED
from .model import Account, Affiliations, EmailClaim
from .schemas import SignUp
from .sessions import Granted, start_session


def sign_up(work: Work, new: SignUp) -> Granted:
    """A new account and its first session. Raises Unprocessable for a weak password, Conflict for a taken address.

    The password is hashed before the address is looked at, so that both answers take as long.
    """
    password = new.password.get_secret_value()
    refuse_weak(password, email=new.email, name=new.name)
    account = Account(
        id=PrincipalId(new_id("usr")),
        email=new.email,
        name=new.name,
        password_hash=passwords.hashed(password),
        password_changed_at=work.now,
        created_at=work.now,
        updated_at=work.now,
    )
    taken = Conflict("This address has an account already. Sign in, or reset the password.")
    work.create(EmailClaim(digest=digest(new.email), account_id=account.id), otherwise=taken)
    account = work.create(account)
    work.create(Affiliations(account_id=account.id))
    work.emit(ACCOUNT_CREATED, account)
    return start_session(work, account, None)


def refuse_weak(password: str, *, email: str, name: str, pointer: str = "/password") -> None:
    """Raises Unprocessable, pointing at the field, for a password that may not be one."""
    weakness = passwords.weakness(password, email=email, name=name)
    if weakness is not None:
        raise Unprocessable("Choose another password.", errors=[Fault(pointer, "weak_password", weakness)])
