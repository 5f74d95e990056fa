/// nginx with its WebDAV module, on loopback, in a folder of its own.
module Spindle.Tests.EndToEnd.Nginx

open System
open System.Diagnostics
open System.IO
open System.Net
open System.Net.Sockets

/// The program, where this machine has it.
let program =
    let path =
        Environment.GetEnvironmentVariable "PATH"
        |> Option.ofObj
        |> Option.defaultValue ""

    Array.append (path.Split ':') [| "/usr/sbin" |]
    |> Array.map (fun folder -> Path.Combine(folder, "nginx"))
    |> Array.tryFind File.Exists

let private freePort () =
    use probe = new TcpListener(IPAddress.Loopback, 0)
    probe.Start()
    (probe.LocalEndpoint :?> IPEndPoint).Port

let private configuration (folder: string) (port: int) =
    $$"""
daemon off; master_process off; worker_processes 1;
pid {{folder}}/nginx.pid; error_log stderr notice;
events { worker_connections 64; }
http {
  access_log {{folder}}/access.log;
  client_max_body_size 0;
  client_body_temp_path {{folder}}/tmp; proxy_temp_path {{folder}}/tmp; fastcgi_temp_path {{folder}}/tmp;
  uwsgi_temp_path {{folder}}/tmp; scgi_temp_path {{folder}}/tmp;
  server {
    listen 127.0.0.1:{{port}};
    root {{folder}}/www;
    auth_basic cache; auth_basic_user_file {{folder}}/users;
    location / { dav_methods PUT; create_full_put_path on; }
  }
}
"""

/// A server that lets in who knows a login and its password.
type Server(program: string, login: string, password: string) =
    let folder = Directory.CreateTempSubdirectory("spindle-nginx-").FullName
    let port = freePort ()

    let running =
        Directory.CreateDirectory(Path.Combine(folder, "www")) |> ignore
        Directory.CreateDirectory(Path.Combine(folder, "tmp")) |> ignore
        File.WriteAllText(Path.Combine(folder, "users"), $"{login}:{{PLAIN}}{password}\n")
        let file = Path.Combine(folder, "nginx.conf")
        File.WriteAllText(file, configuration folder port)

        ProcessStartInfo(program, [ "-p"; folder; "-c"; file ], RedirectStandardError = true)
        |> Process.Start
        |> nonNull

    // It listens before it says how it waits.
    let rec awaitStart () =
        match running.StandardError.ReadLine() with
        | null -> failwith "nginx did not start"
        | line when line.Contains "event method" -> ()
        | _ -> awaitStart ()

    do
        awaitStart ()
        running.StandardError.ReadToEndAsync() |> ignore

    member _.Address = $"http://127.0.0.1:{port}/cache"

    /// The items that it keeps, by their path below the address.
    member _.Items =
        let root = Path.Combine(folder, "www", "cache")

        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        |> Seq.map (fun file -> Path.GetRelativePath(root, file), File.ReadAllBytes file)
        |> Map.ofSeq

    /// How often it was asked so.
    member _.Count(method: string) =
        File.ReadLines(Path.Combine(folder, "access.log"))
        |> Seq.filter _.Contains($"\"{method} ")
        |> Seq.length

    interface IDisposable with
        member _.Dispose() =
            running.Kill()
            running.WaitForExit()
            running.Dispose()
            Directory.Delete(folder, true)
