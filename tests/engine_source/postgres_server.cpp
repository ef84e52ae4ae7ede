#include "tests/engine_source/postgres_server.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <pqxx/pqxx>
#include <stdexcept>

namespace rettesnor::testing_source {

namespace {

namespace fs = std::filesystem;

/// Where initdb and pg_ctl lie: Debian keeps them by version.
std::string find_programs() {
  std::string newest;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const std::string here = (entry.path() / "bin").string();
    if (fs::exists(here + "/initdb") && here > newest) newest = here;
  }
  if (newest.empty()) throw std::runtime_error("no PostgreSQL server is installed; script/setup installs it");
  return newest;
}

/// The server refuses to run as root: then it runs as the user that Debian made for it.
void run(const std::string& command) {
  const std::string whole = (geteuid() == 0 ? "runuser -u postgres -- " : "") + command + " >/dev/null 2>&1";
  if (std::system(whole.c_str()) != 0) throw std::runtime_error("failed: " + whole);  // NOLINT: a test's own words
}

}  // namespace

PostgresServer::PostgresServer() : programs_(find_programs()) {
  std::string name = (fs::temp_directory_path() / "rsn_pg_XXXXXX").string();  // short: a socket's path has at most 107 bytes
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  std::ofstream(folder_ / "password") << password << "\n";
  fs::permissions(folder_, fs::perms::all);
  fs::create_directories(folder_ / "data");
  if (geteuid() == 0 && std::system(("chown -R postgres " + name).c_str()) != 0) throw std::runtime_error("no user postgres");  // NOLINT
  run(programs_ + "/initdb -D " + name + "/data -U tester -A scram-sha-256 --pwfile " + name + "/password --no-locale -E UTF8 --no-sync");
  run(programs_ + "/pg_ctl -D " + name + "/data -w -l " + name + "/log -o \"-k " + name + " -c listen_addresses= -c fsync=off -c max_connections=20\" start");
  pqxx::connection first("postgresql://tester:" + std::string(password) + "@/postgres?host=" + folder_.string());
  pqxx::nontransaction(first).exec("CREATE DATABASE test");
}

PostgresServer::~PostgresServer() {
  try {
    run(programs_ + "/pg_ctl -D " + folder_.string() + "/data -m immediate -w stop");
  } catch (const std::runtime_error&) {  // it may be down already
  }
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string PostgresServer::address(const std::string& user, const std::string& password_of, const std::string& more) const {
  return "postgresql://" + user + ":" + password_of + "@/test?host=" + folder_.string() + more;
}

void PostgresServer::execute(const std::string& sql) const {
  pqxx::connection own(address());
  // What a reader in the same test still holds shall fail, not wait.
  pqxx::nontransaction(own).exec("SET lock_timeout = '5s';" + sql);
}

void PostgresServer::cut_connections() const { execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"); }

}  // namespace rettesnor::testing_source
