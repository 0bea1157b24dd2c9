"""How ./quickstart and ./check install packages, seen with stand-ins for the system's commands in a temporary PATH."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class InstallMissing(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = Path(self._folder.name)
        self.calls = self.folder / "calls"
        self.calls.touch()
        self.stand_in("dpkg", "exit 0")

    def stand_in(self, command, body):
        path = self.folder / "bin" / command
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def machine(self, missing="", user=0, apt="exit 0", sudo=None):
        self.stand_in("dpkg-query", f'case " {missing} " in *" $3 "*) exit 1;; esac; printf installed')
        self.stand_in("id", f"echo {user}")
        self.stand_in("apt-get", f'echo "$DEBIAN_FRONTEND apt-get $*" >> "{self.calls}"; {apt}')
        self.stand_in("sudo", sudo or f'echo "sudo $*" >> "{self.calls}"; exit 1')

    def install(self):
        script = f'set -euo pipefail; source "{ROOT}/.ci/setup.sh"; install_missing "{self.folder}/log" build'
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        return subprocess.run(["bash", "-c", script, "quickstart"], capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL, env={**os.environ, "PATH": path})

    def made_calls(self):
        return self.calls.read_text(encoding="utf-8").splitlines()

    def test_calls_nothing_when_all_is_there(self):
        self.machine()
        self.assertEqual(self.install().returncode, 0)
        self.assertEqual(self.made_calls(), [])

    def test_installs_only_what_is_missing_and_asks_nothing(self):
        self.machine(missing="libfmt-dev tzdata")
        self.assertEqual(self.install().returncode, 0)
        self.assertEqual(len(self.made_calls()), 1)
        self.assertRegex(self.made_calls()[0], r"^noninteractive apt-get .*install --no-install-recommends -y libfmt-dev tzdata$")

    def test_fetches_the_package_lists_only_when_installing_fails(self):
        self.machine(missing="tzdata", apt=f'[ -e "{self.folder}/updated" ] && exit 0; case "$*" in *update) touch "{self.folder}/updated"; exit 0;; esac; exit 100')
        self.assertEqual(self.install().returncode, 0)
        self.assertEqual([call.split()[-1] for call in self.made_calls()], ["tzdata", "update", "tzdata"])

    def test_shows_the_log_when_a_package_cannot_be_had(self):
        self.machine(missing="tzdata", apt='echo "E: no network"; exit 100')
        run = self.install()
        self.assertEqual(run.returncode, 1)
        self.assertIn("E: no network", run.stderr)

    def test_uses_sudo_as_a_user(self):
        self.machine(missing="tzdata", user=1000, sudo='shift; exec "$@"')
        self.assertEqual(self.install().returncode, 0)
        self.assertEqual(len(self.made_calls()), 1)

    def test_tells_a_user_without_sudo_what_is_missing_and_how_to_get_it(self):
        self.machine(missing="libfmt-dev tzdata", user=1000)
        run = self.install()
        self.assertEqual(run.returncode, 1)
        self.assertIn("missing, and neither root nor sudo is at hand: libfmt-dev tzdata", run.stderr)
        self.assertIn("apt-get install --no-install-recommends -y libfmt-dev tzdata", run.stderr)
        self.assertNotIn("apt-get", " ".join(call for call in self.made_calls() if not call.startswith("sudo")))


if __name__ == "__main__":
    unittest.main()
